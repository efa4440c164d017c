"""Ways of sending a parcel, one file each; a file offers its carrier as `plug`."""
