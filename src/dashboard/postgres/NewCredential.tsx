import { call } from '#client/http.ts'
import { shown } from '#dashboard/app/shown.ts'
import { NameDialog } from '#dashboard/shared/NameDialog.tsx'
import { databaseCredentials } from '#platform/postgres/service/contract.ts'
import { useDatabase } from './useDatabase.ts'
import { typedAs } from './words.ts'

const problem = (name: string) =>
  /^[a-z_][a-z0-9_-]*$/.test(name) ? null : 'Begin with a small letter; use small letters, digits, dashes and underscores.'

/** Asks what a new credential is called. */
export function NewCredential({ close }: { close: () => void }) {
  const { database, app } = useDatabase()
  const args = (name: string) => ({ params: { database }, body: { name } })
  return (
    <NameDialog
      title="Create a credential"
      description="It may read every table, and nothing else until more is granted to it in SQL."
      action="Create credential"
      placeholder="reporting"
      problem={problem}
      create={(name) => call(databaseCredentials.create, args(name))}
      calls={(name) => [
        typedAs(
          `pg:credentials:create ${database} --name ${name || 'NAME'} -a ${app}`,
          shown(databaseCredentials.create, args(name)),
        ),
      ]}
      close={close}
    />
  )
}
