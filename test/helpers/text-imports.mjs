// Node 24 does not know `import … with {type: 'text'}`, which esbuild inlines for the functions.
import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (context.importAttributes?.type !== 'text') return nextLoad(url, context);
    const text = readFileSync(new URL(url), 'utf8');
    return {format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}`};
  },
});
