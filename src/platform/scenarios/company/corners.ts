import { bundler, composer, npm, pip, goModules } from './manifests.ts'
import { addon, config, create, deploy, invite, scale, share, traffic, type Project, type Story } from './script.ts'

const PHP = 'laravel/framework@12.36.1 guzzlehttp/guzzle@7.10.0 league/commonmark@2.7.1'
export const blog: Project = {
  name: 'blog',
  files: {
    ...composer(PHP, 78),
    Procfile: 'web: heroku-php-apache2 public/\nrelease: php artisan migrate --force\n',
    'README.md': 820,
    artisan: 1_690,
    'public/index.php': 1_830,
    'app/Http/Controllers/PostController.php': 2_940,
    'app/Models/Post.php': 1_610,
    'resources/views/post.blade.php': 3_370,
  },
}
const BLOG = 'fernwood-blog'
const blogStory: Story = [
  [
    '1 12:02',
    'ada',
    create(BLOG, 4, 'daily'),
    config(BLOG, { APP_ENV: 'production', APP_KEY: 'made-up-for-this-world' }),
    invite(BLOG, 'priya', ['deploy', 'view']),
  ],
  ['1 13:08', 'priya', deploy(BLOG, blog, 'Move the blog')],
  ['3 12:44', 'priya', deploy(BLOG, blog, 'Show related posts')],
  ['10 09:20', 'priya', deploy(BLOG, blog, 'Write an RSS feed', composer(PHP, 78, ' spatie/laravel-feed@4.4.4'))],
  ['10 09:35', 'priya', deploy(BLOG, blog, 'Lock the feed package', composer(`${PHP} spatie/laravel-feed@4.4.4`, 80))],
  ['18 12:11', 'priya', deploy(BLOG, blog, 'New photos for winter', { 'public/images/winter.jpg': 684_000 })],
]

export const backoffice: Project = {
  name: 'backoffice',
  files: {
    ...bundler('sinatra@4.1.1 puma@7.1.0 rackup@2.2.1 pg@1.6.2', 19),
    Procfile: 'web: bundle exec puma -p $PORT\n',
    'README.md': 520,
    'config.ru': "require_relative 'app'\nrun Sinatra::Application\n",
    'app.rb': 6_330,
    'views/orders.erb': 2_480,
  },
}
const BACKOFFICE = 'fernwood-backoffice'
/** Hardly used, so it was moved to an Eco dyno, which sleeps most of the time. */
const backofficeStory: Story = [
  [
    '2 09:02',
    'marcus',
    create(BACKOFFICE, 0.000_05, 'steady'),
    share(BACKOFFICE, 'postgresql-curved-48213', 'DATABASE', 'credential:office'),
  ],
  ['2 09:14', 'marcus', deploy(BACKOFFICE, backoffice, 'Look up orders by hand')],
  ['7 14:09', 'lucia', deploy(BACKOFFICE, backoffice, 'Void labels')],
  ['18 08:20', 'ada', scale(BACKOFFICE, 'web=1:Eco')],
]

export const mailer: Project = {
  name: 'mailer',
  files: {
    ...pip('celery@5.5.3 redis@6.4.0 jinja2@3.1.6 premailer@3.10.0'),
    Procfile: 'worker: celery -A mailer worker\nclock: python clock.py\n',
    'README.md': 610,
    'clock.py': 940,
    'mailer/__init__.py': 1_120,
    'mailer/tasks.py': 4_430,
    'templates/newsletter.html': 21_600,
  },
}
const MAILER = 'fernwood-mailer'
/** Nobody asks it anything: a clock and a worker, which loses memory since Friday (R14, and R15 some hours later). */
const mailerStory: Story = [
  [
    '2 10:30',
    'jonas',
    create(MAILER, 0, 'steady'),
    share(MAILER, 'redis-tapered-13864', 'REDIS'),
    addon(MAILER, 'postpigeon:flock', 'postpigeon-clean-39512', 'POSTPIGEON API_KEY,DOMAIN'),
    config(MAILER, { SENDER: 'hello@fernwood.example.com' }),
  ],
  ['2 10:41', 'jonas', deploy(MAILER, mailer, 'Send newsletters')],
  ['2 10:48', 'jonas', scale(MAILER, 'worker=1:Standard-1X clock=1:Standard-1X')],
  ['9 13:17', 'jonas', deploy(MAILER, mailer, 'Inline styles')],
  ['18 14:10', 'jonas', config(MAILER, { BATCH_SIZE: '5000', LEAK_MB_PER_HOUR: '55' })],
]

export const sale: Project = {
  name: 'spring-sale',
  files: {
    ...npm({ name: 'spring-sale', scripts: { start: 'serve -s public' }, packages: 'serve@14.2.5', count: 87 }),
    'README.md': 240,
    'public/index.html': 8_710,
    'public/hero.webp': 356_000,
  },
}
const SALE = 'fernwood-spring-sale'
const quietStory: Story = [
  ['2 15:01', 'lucia', create(SALE, 2, 'daily')],
  ['2 15:06', 'lucia', deploy(SALE, sale, 'Import last season’s sale')],
  ['3 11:30', 'lucia', scale(SALE, 'web=0'), traffic(SALE, 0, 'steady')],
  ['18 13:26', 'lucia', create('fernwood-loyalty', 0, 'steady'), config('fernwood-loyalty', { POINTS_PER_EURO: '2' })],
]

export const trail: Project = {
  name: 'trail-log',
  files: {
    ...pip('flask@3.1.2 gunicorn@23.0.0'),
    Procfile: 'web: gunicorn app:app\n',
    'README.md': 310,
    'app.py': 2_570,
    'templates/hikes.html': 1_180,
  },
}
export const bread: Project = {
  name: 'bread-timer',
  files: {
    ...npm({
      name: 'bread-timer',
      scripts: { start: 'node server.js' },
      packages: 'hono@4.10.3 @hono/node-server@1.19.5',
      count: 14,
    }),
    'README.md': 190,
    'server.js': 1_340,
  },
}
export const records: Project = {
  name: 'records',
  files: {
    ...goModules('records', 'github.com/labstack/echo/v4@v4.13.4'),
    Procfile: 'web: bin/records\n',
    'README.md': 280,
    'main.go': 3_010,
  },
}
/** What people keep for themselves. */
const personalStory: Story = [
  [
    '5 10:03',
    'ada',
    create('ada-trail-log', 0.000_05, 'steady', { team: null, region: 'eu' }),
    addon('ada-trail-log', 'heroku-postgresql:essential-0', 'postgresql-fluffy-53198', 'DATABASE'),
  ],
  ['5 10:20', 'ada', deploy('ada-trail-log', trail, 'Write down hikes')],
  ['19 09:40', 'ada', scale('ada-trail-log', 'web=1:Eco')],
  ['6 16:12', 'ada', create('ada-bread-timer', 0.02, 'daily', { team: null, region: 'eu' })],
  ['6 16:30', 'ada', deploy('ada-bread-timer', bread, 'Time the dough')],
  ['13 17:05', 'ada', deploy('ada-bread-timer', bread, 'Ring a bell')],
  ['4 18:22', 'otto', create('otto-records', 0.4, 'daily', { team: null })],
  ['4 18:31', 'otto', deploy('otto-records', records, 'List my records')],
  ['12 20:15', 'otto', deploy('otto-records', records, 'Search by label')],
]

export const cornerStories: readonly Story[] = [blogStory, backofficeStory, mailerStory, quietStory, personalStory]
