// What happened near a point on the map
// $latitude = 51.73
// $longitude = 36.19
// $kilometres = 50
// $limit = 100
MATCH (p:Place&Timeline)
WHERE point.distance(p.location, point({latitude: $latitude, longitude: $longitude})) <= $kilometres * 1000
MATCH (p)<-[:AT]-(e:Event&Timeline)
WHERE e.digest IS NOT NULL
RETURN e.id AS id, e.first AS first, e.last AS last, e.title AS title, p.name AS place
ORDER BY first, last, id
LIMIT $limit
