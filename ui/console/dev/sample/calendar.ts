import type { CalendarAnswer, CalendarInForce, CalendarYear } from '../../src/backend/api';

const YEAR: CalendarYear = {
  year: 2026,
  official: true,
  version: '2025-11-04',
  revision: 1,
  source: '国办发明电〔2025〕7号',
  restDays: 33,
  extraWorkdays: 6,
  workingDays: 248,
};

/** The calendar of the sample headquarters; what is imported stays until it is started again. */
class SampleCalendar {
  #years: CalendarYear[] = [
    {
      ...YEAR,
      year: 2027,
      official: false,
      source: '《全国年节及纪念日放假办法》',
      restDays: 13,
      extraWorkdays: 0,
      workingDays: 250,
    },
    YEAR,
    { ...YEAR, year: 2025, version: '2024-11-12', workingDays: 248, source: '国办发明电〔2024〕12号' },
  ];

  inForce = (): CalendarInForce => ({ years: this.#years });

  /** Good enough to look at: a file of holiday-cn with days counts, everything else does not. */
  answer({ text, publish }: { text: string; publish: boolean }): CalendarAnswer {
    const refused = (zh: string, en: string) => ({
      refused: { zh, en },
      years: [],
      changes: false,
      version: '',
    });
    try {
      const { year, days } = JSON.parse(text) as { year?: number; days?: unknown[] };
      if (!year || !days)
        return refused(
          '不是日历文件：里面要有 year 和 days（holiday-cn），或 years（总部自己的）。',
          'This is no calendar file: it needs year and days (holiday-cn), or years (our own shape).',
        );
      const made = { ...YEAR, year, version: '2026-11-27', source: 'holiday-cn', restDays: days.length };
      if (publish) this.#years = [made, ...this.#years.filter((known) => known.year !== year)];
      return { refused: null, years: [made], changes: true, version: `cn-${year}:2026-11-27` };
    } catch {
      return refused(
        '第 1 行第 1 个字符起读不懂，可能没下载完。',
        'It cannot be understood from line 1, character 1 on; perhaps it was not downloaded whole.',
      );
    }
  }
}

export const calendar = new SampleCalendar();
