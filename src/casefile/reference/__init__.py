"""Knowledge as data: cue words, furniture phrases, agencies, states; each with its source."""
