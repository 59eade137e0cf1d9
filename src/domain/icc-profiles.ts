/** The text of a profile's description: ASCII in version 2, UTF-16 in version 4. */
const descriptionOf = (profile: Buffer): string => {
  const tags = profile.byteLength >= 132 ? profile.readUInt32BE(128) : 0;
  for (let tag = 0; tag < tags && 144 + tag * 12 <= profile.byteLength; tag += 1) {
    const entry = 132 + tag * 12;
    if (profile.toString('latin1', entry, entry + 4) !== 'desc') continue;
    const start = profile.readUInt32BE(entry + 4);
    return profile.toString('latin1', start, start + profile.readUInt32BE(entry + 8)).replaceAll('\0', '');
  }
  return '';
};

/**
 * Whether an embedded profile is one of the many that name sRGB, so that pixels need no conversion.
 * @see https://www.color.org/specification/ICC.1-2022-05.pdf 7.3, 9.2.41
 */
export const isSrgb = (profile: Buffer): boolean => descriptionOf(profile).includes('sRGB');
