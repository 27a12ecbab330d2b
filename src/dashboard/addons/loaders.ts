import type { LoaderFunctionArgs } from 'react-router'
import { ofKafka } from '#dashboard/kafka/queries.ts'
import { ofMaintenance } from '#dashboard/maintenance/queries.ts'
import { ofPostgres } from '#dashboard/postgres/queries.ts'
import { ofRedis } from '#dashboard/redis/queries.ts'
import { asked, soon } from '#dashboard/shared/loading.ts'
import { ofAddons } from './queries.ts'

// What gives the pages of an add-on their geometry is there when they show, so that nothing moves afterwards. Nothing that is
// known is fetched again: the change feed keeps it fresh.

/** Of an add-on that is still being prepared, or is not there, nothing is asked. */
const page =
  (parts: (addon: string, service: string) => readonly Promise<unknown>[]) =>
  ({ params: { addon: name = '' } }: LoaderFunctionArgs): Promise<null> =>
    soon(
      asked(ofAddons.one(name)).then(({ state, addon_service: service }) =>
        state === 'provisioning' ? null : Promise.allSettled(parts(name, service.name)),
      ),
    )

const isPostgres = (service: string) => service === 'heroku-postgresql'

export const overview = page((addon, service) => [
  asked(ofAddons.linksOf(addon)),
  ...(isPostgres(service) ? [import('#dashboard/postgres/parts.ts'), asked(ofPostgres.overview(addon))] : []),
])
export const links = page((addon) => [asked(ofAddons.linksOf(addon))])
export const settings = page((addon, service) => [
  asked(ofAddons.settings(addon)),
  ...(isPostgres(service)
    ? [import('#dashboard/postgres/parts.ts'), asked(ofPostgres.overview(addon)), asked(ofPostgres.settings(addon))]
    : []),
])
export const billing = page((addon) => [asked(ofAddons.billing(addon))])

export const database = page((addon) => [asked(ofPostgres.overview(addon))])
export const durability = page((addon) => [
  asked(ofPostgres.overview(addon)),
  asked(ofPostgres.transfers(addon)),
  asked(ofPostgres.schedules(addon)),
  asked(ofAddons.linksOf(addon)),
])
export const credentials = page((addon) => [
  asked(ofPostgres.overview(addon)),
  asked(ofPostgres.credentials(addon)),
  asked(ofAddons.linksOf(addon)),
])
export const maintenance = page((addon, service) => [
  asked(ofMaintenance.current(addon)),
  asked(ofMaintenance.past(addon)),
  ...(isPostgres(service) ? [asked(ofPostgres.overview(addon))] : []),
])
export const diagnose = page((addon) => [
  asked(ofPostgres.overview(addon)),
  asked(ofPostgres.reports(addon)),
  asked(ofPostgres.queries(addon)),
])

export const store = page((addon) => [asked(ofRedis.details(addon, 24)), asked(ofRedis.config(addon))])
export const engine = page((addon) => [
  asked(ofRedis.details(addon, 24)),
  asked(ofRedis.config(addon)),
  asked(ofRedis.info(addon)),
  asked(ofAddons.linksOf(addon)),
])

export const cluster = page((addon) => [asked(ofKafka.cluster(addon)), asked(ofKafka.details(addon))])
export const topics = page((addon) => [asked(ofKafka.cluster(addon)), asked(ofKafka.topics(addon))])
export const groups = page((addon) => [asked(ofKafka.cluster(addon)), asked(ofKafka.groups(addon))])
export const access = page((addon) => [asked(ofKafka.access(addon))])
