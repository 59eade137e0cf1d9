// A behavior that allows PUT allows every method; a ticket is for PUT alone.
function handler(event) {
  if (event.request.method === 'PUT') {
    return event.request;
  }

  return {
    statusCode: 405,
    statusDescription: 'Method Not Allowed',
    headers: {allow: {value: 'PUT'}, 'cache-control': {value: 'no-store'}},
  };
}
