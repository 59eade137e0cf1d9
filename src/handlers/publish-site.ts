import {site} from '../adapters/site.ts';
import {renderEverything} from '../domain/rendering.ts';
import {customResourceHandler} from '../lambda/custom-resource-handler.ts';

export const handler = customResourceHandler(async ({now}) => {
  await renderEverything(site(), now);
  return {};
});
