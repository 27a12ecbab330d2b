// The pages of the account come in one file: each is small, and who looks at one looks at another.
export { Applications } from './Applications.tsx'
export { Billing } from './Billing.tsx'
export { Keys } from './Keys.tsx'
export { NotificationPreferences } from './NotificationPreferences.tsx'
export { Profile } from './Profile.tsx'
export { Security } from './Security.tsx'
