import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { ShowAs } from '#dashboard/app/ShowAs.tsx'
import { useAction } from '#dashboard/app/useAction.ts'
import { Failure } from '#dashboard/shared/Failure.tsx'
import { sentence } from '#dashboard/shared/errors.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { kafka } from '#platform/kafka/contract.ts'
import { Button } from '#ui/Button.tsx'
import { Card, Section } from '#ui/Card.tsx'
import { Code } from '#ui/Code.tsx'
import { ConfirmDialog } from '#ui/ConfirmDialog.tsx'
import { Link } from '#ui/Link.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Table, Td, Th, Tr } from '#ui/Table.tsx'
import { TimeAgo } from '#ui/TimeAgo.tsx'
import { toast } from '#ui/toast.ts'
import { ofKafka } from './queries.ts'
import { Ready } from '#dashboard/addons/Ready.tsx'
import { useCluster } from './useCluster.ts'

/** Who may reach a cluster, with which credentials, and what they may do there. */
export function AccessPart() {
  return (
    <Ready>
      <Access />
    </Ready>
  )
}

function Access() {
  const { cluster, whyNot } = useCluster()
  const { data, error, refetch } = useQuery(ofKafka.access(cluster))
  const [asking, setAsking] = useState(false)
  const args = { params: { cluster } }
  const rotate = useAction({
    run: () => call(kafka.rotate, args),
    failed: 'No new credentials were made',
    quiet: true,
    done: ({ message }) => {
      setAsking(false)
      toast({ title: message, tone: 'ok' })
    },
  })
  if (error) return <Failure error={error} retry={refetch} />
  if (!data) return <Skeleton height={300} />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Section
        title="Credentials"
        description={
          <>
            Clients prove who they are by a certificate, over TLS.{' '}
            {data.rotated_at ? (
              <>
                Made anew <TimeAgo time={data.rotated_at} />.
              </>
            ) : (
              'They are the first ones.'
            )}
          </>
        }
        actions={
          <>
            <ShowAs what="Rotate the credentials" calls={[shown(kafka.rotate, args)]} />
            <Button reason={whyNot} onClick={() => setAsking(true)}>
              Rotate credentials
            </Button>
          </>
        }
      >
        <Card flush>
          <Table label="Credentials">
            <thead>
              <tr>
                <Th>App</Th>
                <Th className="max-sm:hidden">Attached as</Th>
                <Th>Config vars</Th>
              </tr>
            </thead>
            <tbody>
              {data.credentials.map((row) => (
                <Tr key={`${row.app} ${row.attachment}`}>
                  <Td>
                    <Link to={paths.app(row.app)}>{row.app}</Link>
                    <span className="block text-xs text-muted sm:hidden">{row.attachment}</span>
                  </Td>
                  <Td className="max-sm:hidden">{row.attachment}</Td>
                  <Td>
                    <span className="flex flex-wrap gap-1">
                      {row.config_vars.map((name) => (
                        <Code key={name}>{name}</Code>
                      ))}
                    </span>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </Section>
      <Section
        title="Access rules"
        description={
          data.prefix === null
            ? 'The cluster is yours alone: its user may use every topic and group. Topics are still created here or by the command line.'
            : 'The cluster is shared: its user may use what begins with the prefix, and nothing else.'
        }
      >
        <Card flush>
          <Table label="Access rules">
            <thead>
              <tr>
                <Th>Resource</Th>
                <Th>Name</Th>
                <Th className="max-sm:hidden">Allowed</Th>
                <Th className="max-sm:hidden">User</Th>
              </tr>
            </thead>
            <tbody>
              {data.rules.map((rule) => (
                <Tr key={rule.resource}>
                  <Td className="capitalize">{rule.resource}</Td>
                  <Td className="sm:whitespace-nowrap">
                    <Code>{rule.name}</Code> <span className="text-muted">{rule.pattern}</span>
                    <span className="block text-xs text-muted sm:hidden">{rule.operations.join(', ')}</span>
                    <span className="block font-mono text-xs break-all text-muted sm:hidden">{rule.principal}</span>
                  </Td>
                  <Td className="max-sm:hidden">{rule.operations.join(', ')}</Td>
                  <Td className="max-sm:hidden font-mono text-xs whitespace-nowrap text-muted">{rule.principal}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </Section>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title="Rotate the credentials?"
          name={cluster}
          action="Rotate credentials"
          pending={rotate.isPending}
          error={rotate.error && sentence(rotate.error)}
          onConfirm={() => rotate.mutate()}
        >
          Every app that uses the cluster gets a new certificate in a release, and restarts. The old one works no longer.
        </ConfirmDialog>
      )}
    </div>
  )
}
