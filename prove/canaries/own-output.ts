// What this process prints, which is where the edge and the site's server would: it is also shown, as always.

/** Answers what was printed since. */
export const watchOutput = () => {
  const printed: string[] = [];
  const streams = [process.stdout, process.stderr];
  const restores = streams.map((stream) => {
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      printed.push(Buffer.from(chunk).toString());
      return write.call(stream, chunk, ...rest);
    }) as typeof stream.write;
    return () => {
      stream.write = write;
    };
  });
  return (): readonly string[] => {
    for (const restore of restores) restore();
    return printed;
  };
};
