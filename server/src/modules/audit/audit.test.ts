import { describe } from 'vitest';
import { openTestDatabase } from '../../platform/db/testing.ts';
import { testAuditLog } from './audit.suite.ts';

describe('the audit log on the embedded database', () => testAuditLog(openTestDatabase));
