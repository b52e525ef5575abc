"""256 plain words that are easy to read out, write down and tell apart."""

_TEXT = """
acorn alder amber apple apron arbor arrow aspen badge baker bamboo banjo barley barn basil basin basket beach beacon
bead beaver bench berry birch bison blossom boat bonfire border bottle bough bowl branch bread breeze brick bridge
brook broom bucket butter button cabin cactus canal candle canoe canyon carpet carrot castle cedar cello chalk
cherry chest chimney cinder clay cliff clock cloud clover coast cobalt coffee comet copper coral cotton crane crayon
creek cricket crown curtain daisy dawn delta desert dolphin door dove drum dune eagle earth easel echo ember fabric
falcon farm feather fence fern ferry fiddle field finch flag flame fleece flint flute forest fountain frost garden
garlic gate ginger glacier glass globe goose grain granite grape grass gravel grove guitar hammer harbor harp
harvest hawk hazel heather hedge heron hill hinge honey horizon horse indigo iris island ivory jacket jasmine jelly
jewel juniper kettle kite kitten ladder lagoon lake lamp lantern laurel lavender leaf lemon lentil lilac lily linen
lion lizard lotus magnet mango maple marble market meadow melon mint mirror mitten moon moose morning mountain
needle nickel oasis olive onion orange orbit orchard otter oven paddle palm paper parrot pasture peach pebble pencil
pepper piano pigeon planet plum pocket pond poplar poppy prairie pumpkin quail quartz quilt rabbit raft rain raven
reef ribbon rice river robin rose saddle saffron sail salmon sand shell silver spruce squirrel stone summer sunrise
swan table teapot thistle thunder tiger timber tulip turtle valley velvet village violet wagon walnut water wheat
wheel willow window winter yarn zebra
"""
WORDS = tuple(_TEXT.split())
