import { AddPerson } from './AddPerson.tsx'
import { Leave } from './Leave.tsx'
import { Lock } from './Lock.tsx'
import { Matrix } from './Matrix.tsx'
import { PeopleList } from './PeopleList.tsx'
import { TransferApp } from './TransferApp.tsx'
import { useAccess } from './useAccess.ts'

/** Who may do what with the app, and whose it is. */
export function Component() {
  const access = useAccess()
  const { app } = access
  return (
    <div className="grid gap-9">
      <PeopleList access={access}>
        <AddPerson key={app.id} access={access} />
      </PeopleList>
      <Matrix people={access.people} />
      {app.team && <Lock access={access} />}
      <TransferApp key={app.owner.id} access={access} />
      <Leave access={access} />
    </div>
  )
}
