// Pure: how far a remake is, as a line.

export type Progress = {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly elapsedMilliseconds: number;
};

const barWidth = 24;

/** Of what was done so far, since the first of it tells little. */
const leastDone = 3;

/** As exact as a guess should look. */
const inWords = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `about ${minutes} min` : `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

export const progressLine = ({done, failed, total, elapsedMilliseconds}: Progress): string => {
  const full = total === 0 ? barWidth : Math.floor((barWidth * done) / total);
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
  const isTelling = done >= leastDone && done < total;
  return [
    `${bar} ${done} of ${total}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(isTelling ? [`${inWords((elapsedMilliseconds / done) * (total - done))} left`] : []),
  ].join(', ');
};
