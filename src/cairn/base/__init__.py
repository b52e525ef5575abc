"""What every room of the library stands on: errors, pictures, the layered drawing of a framework."""
