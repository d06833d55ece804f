"""What is remembered: tables, queries, migrations, sealing at rest."""
