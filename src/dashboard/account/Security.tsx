import { Password } from './Password.tsx'
import { SessionList } from './SessionList.tsx'
import { TwoFactor } from './TwoFactor.tsx'

/** What keeps others out. */
export function Security() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <title>Security – Account</title>
      <Password />
      <TwoFactor />
      <SessionList />
    </div>
  )
}
