"""What the words in the column "waktu" mean, and working-time arithmetic. Pure: no Django, no database."""
