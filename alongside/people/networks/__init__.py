"""Networks, and who belongs to them.

Words: *network* (one programme with its own champions, brand and rules), *organisation* (a partner inside it; they nest),
*district* (where, no finer than a postcode district), *team* (the place or group of colleagues that champions serve),
*project* (funded work with targets), *member* (an account inside one network), *role* (what a member may do, and how far),
*group* (champions whom one motivator looks after), *invitation* (a way in: one address, one role, one use, seven days).
"""
