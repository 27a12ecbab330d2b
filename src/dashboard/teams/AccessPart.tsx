import { AccessByApp } from './AccessByApp.tsx'
import { Rules } from './Rules.tsx'

/** Who may do what: on which app, and by which rule. */
export function AccessPart() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
      <AccessByApp />
      <Rules />
    </div>
  )
}
