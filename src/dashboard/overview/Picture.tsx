import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Boxes, Database, Globe, Waypoints, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { DynoSquares } from '#dashboard/app/DynoSquares.tsx'
import { of } from '#dashboard/app/queries.ts'
import { useApp, useWhyNot } from '#dashboard/app/useApp.ts'
import { inOrder } from '#dashboard/dynos/order.ts'
import { family } from '#dashboard/dynos/sizes.ts'
import { useUsage } from '#dashboard/dynos/useUsage.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { formatNumber } from '#ui/format.ts'
import { Link } from '#ui/Link.tsx'
import { Num } from '#ui/Num.tsx'
import { Part } from './Part.tsx'
import { useTraffic } from './useTraffic.ts'

/** Above this share of failures the way is drawn as broken. */
const MANY = 0.02

/** The way of a request through the app, with the traffic that is on it now. Each place is a link to where it is looked after. */
export function Picture() {
  const { name, maintenance, web_url: webUrl } = useApp()
  const { data: formation = [] } = useQuery(of.formation(name))
  const { data: dynos = [] } = useQuery(of.dynos(name))
  const { data: domains = [] } = useQuery(of.domains(name))
  const hidden = useWhyNot()('addons.read')
  const { data: addons } = useQuery({ ...of.addons(name), enabled: hidden === null })
  const usage = useUsage(name)
  const web = formation.find(({ type }) => type === 'web')
  const { rps, p95, failed } = useTraffic(name, web?.size)
  const eco = web !== undefined && family(web.size) === 'eco'
  const broken = failed !== null && failed > MANY
  const types = inOrder(formation).filter(({ quantity }) => quantity > 0)
  const hosts = domains.map(({ hostname }) => hostname)
  const [host = new URL(webUrl).host] = hosts
  const memory = (type: string) => {
    const own = [...usage.values()].filter((each) => each.name.startsWith(`${type}.`) && each.memory_mb > 0)
    const used = own.reduce((sum, { memory_mb, memory_quota_mb }) => sum + memory_mb / memory_quota_mb, 0) / own.length
    return own.length === 0 ? null : Math.round(used * 100)
  }
  return (
    <Part title="Live" more={<Link to={paths.metrics(name)}>Metrics</Link>}>
      <div className="@container">
        <ol
          aria-label="The way of a request"
          className="grid grid-cols-[minmax(0,1fr)] p-4 @2xl:grid-cols-[minmax(0,9fr)_auto_minmax(0,7fr)_auto_minmax(0,17fr)_auto_minmax(0,10fr)] @2xl:items-stretch"
        >
          <Place icon={Globe} title="Domain" to={`${paths.settings(name)}#domains`}>
            <span className="block truncate font-mono text-xs" data-hint={host}>
              {host}
            </span>
            <span className="text-xs text-muted">{hosts.length > 1 ? `and ${hosts.length - 1} more` : 'HTTPS'}</span>
          </Place>
          <Way rps={rps} broken={broken} />
          <Place icon={Waypoints} title="Router" to={paths.metrics(name)} broken={broken}>
            <span className="block text-lg font-semibold tabular-nums">
              {formatNumber(rps, { maximumFractionDigits: rps < 10 ? 1 : 0 })}
              <span className="text-xs font-normal text-muted"> req/s</span>
            </span>
            <span className="block text-xs text-muted">
              {maintenance && 'Shows the maintenance page'}
              {!maintenance && eco && 'Eco: no metrics'}
              {!maintenance && !eco && (
                <>
                  <Num value={p95 === null ? null : Math.round(p95)} unit="ms" /> p95
                  <span className={clsx('block', broken && 'font-medium text-error-text')}>
                    {failed === null
                      ? 'no requests'
                      : `${formatNumber(failed * 100, { maximumFractionDigits: 1 })}\u00a0% errors`}
                  </span>
                </>
              )}
            </span>
          </Place>
          <Way rps={maintenance ? 0 : rps} broken={broken} />
          <Place icon={Boxes} title="Dynos" to={paths.resources(name)}>
            {types.length === 0 && <span className="text-muted">None runs</span>}
            <span className="grid gap-1.5">
              {types.map(({ type, quantity, size }) => {
                const share = memory(type)
                return (
                  <span key={type} className="grid grid-cols-[4rem_minmax(0,1fr)_auto] items-center gap-x-2">
                    <span className="truncate font-mono text-xs">{type}</span>
                    <DynoSquares dynos={dynos.filter((dyno) => dyno.type === type)} wanted={quantity} />
                    <span
                      className={clsx('text-right text-xs', share !== null && share > 100 ? 'text-error-text' : 'text-muted')}
                    >
                      {share === null ? size : `${share}\u00a0% memory`}
                    </span>
                  </span>
                )
              })}
            </span>
          </Place>
          <Way rps={addons?.length ? rps : 0} broken={false} />
          <Place icon={Database} title="Add-ons" to={`${paths.resources(name)}#addons`}>
            {addons?.length ? (
              addons.map((addon) => (
                <span key={addon.id} className="block truncate text-xs">
                  {addon.name}
                </span>
              ))
            ) : (
              <span className="text-xs text-muted">{hidden === null ? 'None attached' : 'Not for you to see'}</span>
            )}
          </Place>
        </ol>
      </div>
    </Part>
  )
}

interface PlaceProps {
  icon: LucideIcon
  title: string
  to: string
  broken?: boolean
  children: ReactNode
}

function Place({ icon: Icon, title, to, broken, children }: PlaceProps) {
  return (
    <li
      className={clsx(
        'relative min-w-0 rounded-md border bg-sunken/50 px-3 py-2 hover:border-line-strong hover:bg-hover/60',
        broken ? 'border-error' : 'border-line',
      )}
    >
      <span className="mb-1 flex items-center gap-1.5 text-muted">
        <Icon size={13} aria-hidden />
        <Link look="quiet" to={to} className="stretched text-xs">
          {title}
        </Link>
      </span>
      {children}
    </li>
  )
}

/** The line between two places: what runs along it is as quick as the traffic is much. Says nothing that is not written, too. */
function Way({ rps, broken }: { rps: number; broken: boolean }) {
  const seconds = Math.max(0.5, 2.4 - Math.log10(1 + rps) * 0.8)
  return (
    <li role="presentation" aria-hidden className="grid h-6 place-items-center @2xl:h-auto @2xl:w-8">
      <span
        className={clsx(
          'relative block h-0.5 w-6 rotate-90 overflow-hidden @2xl:w-full @2xl:rotate-0',
          broken ? 'bg-error/35' : 'bg-line',
        )}
      >
        {rps > 0 && (
          <span
            className={clsx('absolute inset-y-0 left-0 w-1/3 animate-slide rounded-full', broken ? 'bg-error' : 'bg-accent')}
            style={{ animationDuration: `${seconds.toFixed(1)}s` }}
          />
        )}
      </span>
    </li>
  )
}
