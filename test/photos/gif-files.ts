// GIF files of one pixel a frame on a canvas of any size. https://www.w3.org/Graphics/GIF/spec-gif89a.txt

export const gifOf = ({
  widthPx,
  heightPx,
  frames,
}: {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frames: number;
}): Buffer => {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\xff\xff\xff\0\0\0', 'latin1');
  head.writeUInt16LE(widthPx, 6);
  head.writeUInt16LE(heightPx, 8);
  const frame = Buffer.from('21f90400020000002c00000000010001000002024401' + '00', 'hex');
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from('3b', 'hex')]);
};
