"""Tools that know nothing of champions: verdict, history, mail, jobs, files, pages, tables, charts, api."""
