import { query, queryAll } from '#client/query.ts'
import { addons, attachments, promotions } from '#platform/addons/contract.ts'
import { marketplace } from '#platform/addons/marketplace/contract.ts'

export const ofAddons = {
  all: () => queryAll(addons.list),
  links: () => queryAll(attachments.list),
  one: (addon: string) => query(addons.info, { params: { addon } }),
  linksOf: (addon: string) => query(attachments.ofAddon, { params: { addon } }),
  linksOfApp: (app: string) => query(attachments.ofApp, { params: { app } }),
  settings: (addon: string) => query(addons.config, { params: { addon } }),
  billing: (addon: string) => query(addons.billing, { params: { addon } }),
  promotion: (app: string, addon: string) => query(promotions.preview, { params: { app, addon } }),
  listings: () => query(marketplace.listings),
}
