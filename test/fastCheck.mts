import fc from 'fast-check';

/** What every test of properties draws its examples with: the same ones in each run, so that none fails by chance. */
fc.configureGlobal({ seed: 20_261_121 });

export default fc;
