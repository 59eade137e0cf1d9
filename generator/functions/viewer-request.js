// Clean addresses: /posts/x/ is the object posts/x/index.html, and /posts/x is sent there.
function handler(event) {
  const request = event.request;
  // One leading slash: //example.com/ in a Location header would be another site.
  const path = request.uri.replace(/^[/\\]+/, '/');
  const last = path.slice(path.lastIndexOf('/') + 1);

  if (last === '') {
    request.uri = `${path}index.html`;
    return request;
  }

  if (last.includes('.')) {
    return request;
  }

  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: {location: {value: `${path}/`}, 'cache-control': {value: 'public, max-age=3600'}},
  };
}
