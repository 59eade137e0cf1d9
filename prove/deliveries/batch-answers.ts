// What the answer of a function means for its batch. https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html

/** `from`: all before this place succeeded, and it and all after it are to be retried. */
export type Verdict = 'success' | 'failure' | {readonly from: number};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `answer` is what came back as JSON, of a function that did not fail. */
export const verdictOn = (answer: unknown, sequenceNumbers: readonly string[]): Verdict => {
  const failures = isObject(answer) ? answer['batchItemFailures'] : undefined;

  if (failures === undefined || failures === null) {
    return 'success';
  }

  if (!Array.isArray(failures)) {
    return 'failure';
  }

  const places = failures.map((failure: unknown) =>
    isObject(failure) ? sequenceNumbers.indexOf(String(failure['itemIdentifier'])) : -1,
  );

  if (places.includes(-1)) {
    return 'failure';
  }

  // A batch is in the order of its sequence numbers.
  return places.length === 0 ? 'success' : {from: Math.min(...places)};
};
