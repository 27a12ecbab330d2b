// The pages of the account come in one file: each is small, and who looks at one looks at another.
export { Billing } from './Billing.tsx'
export { Profile } from './Profile.tsx'
