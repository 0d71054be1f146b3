import { freePort } from '../../generator/test/services/ports.js';
import { startRedis } from '../../generator/test/services/redis.js';
import { startPostgres } from '../../handlers/shop/test-postgres.js';
import { startSharedIssuer } from './issuer.js';
import { startNginx } from './nginx.js';
import { createReplica, type Replica } from './replica.js';

/** Three replicas of the shop behind nginx, with PostgreSQL and Redis, all on loopback and thrown away at the end. */
export interface Stage {
  /** Where clients reach it. */
  readonly url: string;
  readonly replicas: readonly Replica[];
  readonly databaseUrl: string;
  /** A token of the person of this name. */
  mint(user: string): Promise<string>;
  /** What nginx has complained of. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

const replicaCount = 3;

/** Brings it up; what was started is ended again when something can't be. Needs what `npm run build` makes. */
export async function openStage(): Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const postgres = await startPostgres();
    closers.push(postgres.stop);
    const redis = await startRedis();
    closers.push(redis.stop);
    const issuer = await startSharedIssuer();
    closers.push(issuer.close);
    const port = await freePort();
    const env = {
      ...issuer.env,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    };
    const replicas: Replica[] = [];
    for (let index = 0; index < replicaCount; index++)
      replicas.push(createReplica({ port: await freePort(), nodeOptions: issuer.nodeOptions, env }));
    closers.push(async () => {
      await Promise.all(replicas.map((replica) => replica.kill()));
    });
    // All at once: each brings the tables up to date.
    await Promise.all(replicas.map((replica) => replica.start()));
    const nginx = await startNginx(
      port,
      replicas.map((replica) => replica.port),
    );
    closers.push(nginx.stop);
    return {
      url: nginx.url,
      replicas,
      databaseUrl: postgres.url,
      mint: issuer.mint,
      complaints: nginx.complaints,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
