"""The wall: where every region stands, block by block, and who to call today."""
