/** The bare state words of the tokens: put one as class on a component. */
export type StateName =
  'ontime' | 'soon' | 'overdue' | 'paused' | 'done' | 'pass' | 'fail' | 'flag' | 'miss' | 'go';
