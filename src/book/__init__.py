"""The press: keeps the chapters true to the code and to each other, builds and serves the site."""
