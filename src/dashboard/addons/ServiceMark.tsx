import {
  Activity,
  AtSign,
  Bell,
  Braces,
  Bug,
  Clapperboard,
  Clock,
  Database,
  FileText,
  FlaskConical,
  Gauge,
  GitBranch,
  HardDrive,
  Image,
  KeyRound,
  ListTree,
  Network,
  Puzzle,
  ScrollText,
  Search,
  ShieldCheck,
  Smartphone,
  TextCursorInput,
  Waypoints,
  Zap,
  type LucideIcon,
} from 'lucide-react'

const icons: Readonly<Record<string, LucideIcon>> = {
  'Alerts and Notifications': Bell,
  Caching: Zap,
  'Content Management': TextCursorInput,
  'Continuous Integration and Delivery': GitBranch,
  'Data Store Utilities': HardDrive,
  'Data Stores': Database,
  'Development Tools': Braces,
  'Document Processing': FileText,
  Dynos: Gauge,
  'Email/SMS': AtSign,
  'Error and Exceptions': Bug,
  'Image Processing': Image,
  Logging: ScrollText,
  'Messaging and Queueing': Waypoints,
  'Metrics and Analytics': ListTree,
  Mobile: Smartphone,
  Monitoring: Activity,
  'Network Services': Network,
  Search,
  Security: ShieldCheck,
  Testing: FlaskConical,
  'User Management': KeyRound,
  Video: Clapperboard,
  'Worker and Background Jobs': Clock,
}

/** The mark of a service: what kind of thing it is. */
export function ServiceMark({ category, size = 18 }: { category: string; size?: number }) {
  const Icon = icons[category] ?? Puzzle
  return (
    <span
      aria-hidden
      className="grid shrink-0 place-items-center rounded-md border border-line bg-sunken text-muted"
      style={{ width: size * 2, height: size * 2 }}
    >
      <Icon size={size} />
    </span>
  )
}
