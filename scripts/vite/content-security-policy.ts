import type { Plugin } from 'vite'
import { pagePolicy } from '#hosts/security.ts'

/** Puts the Content-Security-Policy into the built page, for static hosts that send no headers of ours. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'dynorama:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy }, injectTo: 'head-prepend' },
    ],
  }
}
