import type { Plugin } from 'vite'

/**
 * Runs the chunk of this name as a script of its own, before the page's entry, which imports it: what it starts need not wait
 * until the libraries that the entry also imports have loaded and run.
 */
export function startFirst(name: string): Plugin {
  return {
    name: 'dynorama:start-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name)
        const link = new RegExp(`<link rel="modulepreload" crossorigin href="([^"]*${chunk?.fileName})">`).exec(html)
        if (!chunk || !link) throw new Error(`index.html does not load the chunk ${name}`)
        const script = `<script type="module" crossorigin src="${link[1]}"></script>\n    `
        return html.replace(link[0], '').replace('<script type="module"', `${script}<script type="module"`)
      },
    },
  }
}
