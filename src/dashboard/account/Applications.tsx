import { AuthorizationList } from './AuthorizationList.tsx'
import { ClientList } from './ClientList.tsx'
import { ScopeRules } from './ScopeRules.tsx'

/** What may act for one: tokens, and programs that ask for some. */
export function Applications() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <title>Applications – Account</title>
      <AuthorizationList />
      <ClientList />
      <ScopeRules />
    </div>
  )
}
