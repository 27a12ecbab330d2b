import type { Notice } from './contract.ts'

/** Something to tell, before it is known who has read it. */
export type News = Omit<Notice, 'at' | 'read'> & { readonly at: number }

/** News of something; what it is about stands in fields of their own. */
export const about = (patch: Pick<News, 'id' | 'at' | 'kind' | 'text'> & Partial<News>): News => ({
  app: null,
  build: null,
  version: null,
  team: null,
  month: null,
  addon: null,
  limit: null,
  ...patch,
})
