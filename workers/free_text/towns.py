"""Towns that a list of words may know as words: ``vancouver`` in small letters is a place."""

TOWNS = frozenset(
    """
    aberdeen abuja accra adana adelaide agra ahmedabad akron albany albuquerque aleppo
    alexandria algiers amman amritsar amsterdam anaheim anchorage ankara antalya antwerp
    arlington asheville asuncion athens atlanta auckland bagdad baghdad baku baltimore
    bamako bangalore bangkok bangor barcelona barnsley basel basildon basra beijing beirut
    belfast belgrade bengaluru bergen berkeley berlin bern bhopal bilbao birmingham
    blackburn blackpool bogota boise bologna bolton bonn bordeaux boston boulder bournemouth
    bradford brasilia bratislava bremen brighton brisbane bristol brno brooklyn brussels
    bucharest budapest buffalo burnley cairns cairo calcutta calgary cali cambridge canberra
    cancun cannes canterbury caracas cardiff carlisle casablanca chattanooga chelmsford
    cheltenham chennai chester chicago christchurch cincinnati cleveland colchester cologne
    colombo columbus copenhagen cordoba coventry crewe croydon curitiba dakar dallas
    damascus darlington darwin delhi denver derby derry detroit dhaka doha doncaster
    dortmund dover dresden dubai dublin dundee durban durham düsseldorf ealing eastbourne
    edinburgh edmonton eindhoven essen exeter fargo faridabad fez fortaleza frankfurt fresno
    gateshead gdansk geneva genoa ghent gibraltar glasgow gloucester goa gothenburg graz
    grenoble grimsby guadalajara guildford guwahati hague haifa halifax hamburg hanoi
    hanover harare harrogate hartford hastings havana helsinki hereford hiroshima hobart
    honolulu houston hove huddersfield hyderabad ibadan indianapolis indore innsbruck
    ipswich islamabad istanbul izmir jaipur jakarta jeddah jerusalem johannesburg juneau
    kabul kampala kano kanpur karachi kathmandu katowice khartoum kiel kiev kigali kingston
    kinshasa knoxville kobe kochi kolkata krakow kyiv kyoto lagos lahore lancaster laredo
    lausanne leeds leicester leiden leipzig lille lima limerick linz lisbon liverpool
    ljubljana lodz london lucknow luton lyon madrid madurai malaga malmo managua manchester
    mandalay manila maputo margate marrakesh marseille mecca medellin medina melbourne
    memphis miami middlesbrough milwaukee minneapolis minsk mombasa montevideo montreal
    moscow mumbai munich mysore nagoya nagpur nairobi nantes naples nashville newark
    newcastle newport nicosia nottingham nuremberg oakland odessa oldham omaha oporto osaka
    oslo ottawa oxford paisley palermo palma paris patna peking perth peterborough
    philadelphia phoenix pisa pittsburgh plymouth portland porto portsmouth poznan prague
    preston pretoria pune quebec quito rabat raleigh rawalpindi reno reykjavik richmond riga
    rochdale rochester rome rotterdam rouen sacramento salford salisbury salzburg santiago
    sapporo sarajevo scarborough scranton seattle seoul seville shanghai sheffield
    shrewsbury slough southampton southend southport spokane springfield stafford stavanger
    stirling stockholm stockport stoke strasbourg stuttgart sunderland surat sutton swansea
    swindon sydney syracuse taipei tallinn tampa tampere tashkent taunton tbilisi tehran
    telford tirana tokyo toledo toronto toulouse trieste tripoli trondheim tucson tulsa
    tunis turin turku uppsala utrecht vadodara valencia vancouver varanasi venice verona
    vienna vilnius wakefield walsall warrington warsaw warwick watford wellington wigan
    winchester windsor winnipeg wolverhampton worcester worthing wroclaw york zagreb zurich
    """.split()
)
"""In small letters. The lists of names and words know most other towns as neither."""
