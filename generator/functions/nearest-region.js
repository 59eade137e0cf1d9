import cf from 'cloudfront';

// Reads go to the API that is nearest to this edge location, and to another one if it does not answer. All else goes home.
function handler(event) {
  const request = event.request;

  if (request.method === 'GET' || request.method === 'HEAD') {
    const two = origins[cf.edgeLocation.region] || origins.home;

    cf.createRequestOriginGroup({
      originIds: [{originId: two[0]}, {originId: two[1]}],
      failoverCriteria: {statusCodes: [500, 502, 503, 504]},
    });
  }

  return request;
}
