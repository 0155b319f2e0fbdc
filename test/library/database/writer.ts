/** A process that enters calls into a library, one transaction each: `writer.ts LOCATION PREFIX COUNT`. */
import { openDatabase } from '../../../src/library/database/open.ts';
import { aCall } from './rows.ts';

const [location, prefix, count] = process.argv.slice(2);
const database = await openDatabase(location!);
for (let at = 0; at < Number(count); at++)
  await database.query.transaction().execute(async (query) => {
    await query
      .insertInto('calls')
      .values(aCall(`${prefix}-${at}`))
      .execute();
    await query
      .updateTable('runs')
      .set(({ eb }) => ({ pid: eb('pid', '+', 1) }))
      .execute();
  });
await database.close();
