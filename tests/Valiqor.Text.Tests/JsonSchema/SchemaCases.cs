namespace Valiqor.Text.Tests.JsonSchema;

/// <summary>Schemas by keyword, each with values that meet it and values that do not.</summary>
public static class SchemaCases
{
    private const string D4 = """ "$schema":"http://json-schema.org/draft-04/schema#" """;
    private const string D7 = """ "$schema":"http://json-schema.org/draft-07/schema#" """;
    private const string D2019 = """ "$schema":"https://json-schema.org/draft/2019-09/schema" """;
    private const string D2020 = """ "$schema":"https://json-schema.org/draft/2020-12/schema" """;

    private const string Tree = """
        {"$id":"https://x.test/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
         "$defs":{"tree":{"$id":"https://x.test/tree","$dynamicAnchor":"node","properties":
         {"data":true,"children":{"items":{"$dynamicRef":"#node"}}}}}}
        """;

    private static readonly (string Schema, string[] Meets, string[] Breaks)[] Rows =
    [
        // Types, equality and numbers.
        ("""
            
            {"type":"integer"}
            """, ["1", "1.0", "1e3", "-0", "123456789012345678901234567890"], ["1.5", "1e-3", "\"1\"", "true"]),
        ("""{"type":["string","null"]}""", ["null", "\"\""], ["0", "[]"]),
        ("""{"const":{"a":1,"b":[2]}}""", ["""{"b":[2.0],"a":1e0}"""], ["""{"a":1}""", """{"a":1,"b":[true]}"""]),
        ("""{"enum":[0,false,[]]}""", ["0.0", "false", "[]"], ["1", "\"false\"", "null"]),
        ("""{"multipleOf":0.01}""", ["0.07", "19.99", "4.35", "1e300"], ["0.075", "19.999"]),
        ("""{"multipleOf":123456789012345678901}""", ["246913578024691357802", "0"], ["246913578024691357803"]),
        ("""
            {"minimum":0.1,
            "exclusiveMaximum":1e2}
            """, ["0.1", "99.999999999999999999"], ["0.09999999999999999999", "100"]),
        ("""{"maximum":9007199254740993}""", ["9007199254740993"], ["9007199254740993.1", "1e400"]),

        // Sizes.
        ("""{"minLength":2,"maxLength":2}""", ["\"ab\"", "\"😀é\"", "1"], ["\"😀\"", "\"abc\""]),
        ("""
            {"minItems":1,
            "uniqueItems":true}
            """, ["[1,\"1\",[1],true]", "{}"], ["[]", "[1,1.0]", """[{"a":1,"b":2},{"b":2,"a":1}]"""]),
        ("""{"maxProperties":1}""", ["{}"], ["""{"a":1,"b":1}"""]),

        // Objects.
        ("""
            {"properties":{"a":{"type":"null"}},"patternProperties":{"^x_":{"type":"integer"}},
            "additionalProperties":false}
            """,
            ["""{"a":null,"x_1":1}""", "[]"], ["""{"a":1}""", """{"x_1":"1"}""", """{"b":1}"""]),
        ("""{"propertyNames":{"maxLength":2}}""", ["""{"ab":1}"""], ["""{"abc":1}"""]),
        ("""{"dependentRequired":{"a":["b"]}}""", ["{}", """{"b":1}""", """{"a":1,"b":1}"""], ["""{"a":1}"""]),
        ("""
            
            {"dependentSchemas":{"a":{"maxProperties":1}}}
            """, ["""{"a":1}""", """{"b":1,"c":1}"""], ["""{"a":1,"b":1}"""]),

        // Arrays.
        ("""
            {"prefixItems":[{"type":"string"}],
            "items":{"type":"integer"}}
            """, ["[]", "[\"a\",1,2]"], ["[1]", "[\"a\",\"b\"]"]),
        ("""
            {"contains":{"const":1},"minContains":2,
            "maxContains":3}
            """, ["[1,1]", "[1,2,1,1]"], ["[1]", "[1,1,1,1]", "[]"]),
        ("""{"contains":{"const":1},"minContains":0}""", ["[]", "[2]"], []),

        // Applied in place.
        ("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", ["1", "2.5"], ["3", "1.5"]),
        ("""{"not":{"required":["a"]}}""", ["{}"], ["""{"a":1}""", "1"]),
        ("""
            {"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"required":["a"]},
            "else":{"required":["b"]}}
            """,
            ["""{"k":1,"a":1}""", """{"b":1}"""], ["""{"k":1,"b":1}""", """{"a":1}"""]),
        ("""{"then":{"type":"null"}}""", ["1"], []),

        // Unevaluated.
        ("""
            {"allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"const":1}},"required":["b"]},true],
            "unevaluatedProperties":false}
            """,
            ["""{"a":1,"b":1}"""], ["""{"a":1,"b":2}""", """{"c":1}"""]),
        ("""{"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":{"type":"null"}}""",
            ["""[1,"a",null]"""], ["""[1,"a",2]"""]),
        ("""{"if":{"properties":{"a":{"const":1}},"required":["a"]},"unevaluatedProperties":false}""",
            ["""{"a":1}"""], ["""{"a":2}"""]),

        // References.
        ("""
            {"properties":{"next":{"$ref":"#"}},
            "required":["v"]}
            """, ["""{"v":1,"next":{"v":2}}"""], ["""{"v":1,"next":{}}"""]),
        ("""{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"type":"null"}}}""", ["null"], ["1"]),
        ("""{"$ref":"#here","$defs":{"x":{"$anchor":"here","type":"null"}}}""", ["null"], ["1"]),
        ("""
            {"$id":"https://x.test/a/","$ref":"b","$defs":{"b":{"$id":"b","$ref":"#/$defs/c",
            "$defs":{"c":{"type":"null"}}}}}
            """,
            ["null"], ["1"]),
        ("""
            {"$ref":"urn:uuid:deadbeef-0000-0000-0000-4321feebdaed",
            "$defs":{"u":{"$id":"urn:uuid:deadbeef-0000-0000-0000-4321feebdaed","type":"null"}}}
            """,
            ["null"], ["1"]),
        (Tree, ["""{"data":1,"children":[{"data":2}]}"""], ["""{"children":[{"daat":2}]}"""]),
        ("""{"$ref":"https://json-schema.org/draft/2020-12/schema"}""",
            ["""{"properties":{"a":{"minLength":1}}}""", "true"],
            ["""{"properties":{"a":{"minLength":-1}}}""", "1", """{"$defs":{"a":{"type":"x"}}}"""]),
        ("""
            
            {"$ref":"https://json-schema.org/draft/2019-09/schema"}
            """, ["""{"items":[{}]}"""], ["""{"items":[{"type":1}]}"""]),
        ("""{"$ref":"http://json-schema.org/draft-07/schema#"}""", ["""{"if":{}}"""], ["""{"if":1}"""]),
        ("""{"$ref":"http://json-schema.org/draft-04/schema#"}""", ["""{"required":["a"]}"""], ["""{"required":[]}"""]),

        // Values that only look like schemas.
        ("""{"const":{"$ref":"#/nowhere"}}""", ["""{"$ref":"#/nowhere"}"""], ["{}"]),
        ("""{"properties":{"$ref":{"type":"string"}}}""", ["""{"$ref":"a"}"""], ["""{"$ref":1}"""]),

        // Older drafts.
        ("{" + D4 + ""","minimum":1,"exclusiveMinimum":true,"id":"http://x.test/"}""", ["2"], ["1"]),
        ("{" + D7 + ""","items":[{"type":"null"}],"additionalItems":false}""",
            ["[null]", "[]"], ["[1]", "[null,null]"]),
        ("{" + D7 + ""","dependencies":{"a":["b"],"c":{"required":["d"]} } }""",
            ["""{"a":1,"b":1}""", """{"c":1,"d":1}"""], ["""{"a":1}""", """{"c":1}"""]),
        ("{" + D7 + ""","$ref":"#/definitions/s","maxLength":1,"definitions":{"s":{"type":"string"} } }""",
            ["\"long\""], ["1"]),
        ("{" + D7 + ""","definitions":{"x":{"$id":"#here","type":"null"} },"allOf":[{"$ref":"#here"}]}""",
            ["null"], ["1"]),
        ("{" + D2020 + ""","$ref":"#/$defs/s","maxLength":1,"$defs":{"s":{"type":"string"} } }""",
            ["\"a\""], ["\"long\"", "1"]),
        ("{" + D2019 + ""","$id":"https://x.test/t","$recursiveAnchor":true"""
            + ""","properties":{"n":{"$recursiveRef":"#"} },"unevaluatedProperties":false}""",
            ["""{"n":{"n":{} } }"""], ["""{"n":{"m":1} }"""]),

        // What tool definitions without a $schema carry over from elsewhere.
        ("""{"type":"string","nullable":true}""", ["null", "\"a\""], ["1"]),
        ("""{"items":[{"type":"null"}]}""", ["[null,1]"], ["[1]"]),
        ("""{"maximum":3,"exclusiveMaximum":true}""", ["2"], ["3"]),
        ("""{"properties":{"a":{"type":"string","required":true}}}""", ["{}"], ["""{"a":1}"""]),

        // Patterns as ECMA-262 has them.
        ("""{"pattern":"^\\d$"}""", ["\"5\""], ["\"٥\"", "\"5\\n\""]),
        ("""{"pattern":"^\\w$"}""", ["\"a\""], ["\"é\""]),
        ("""{"pattern":"^\\s$"}""", ["\"\\ufeff\"", "\"\\u2029\""], ["\"\\u0085\""]),
        ("""{"pattern":"^.$"}""", ["\"😀\"", "\"a\""], ["\"\\r\"", "\"😀😀\""]),
        ("""{"pattern":"^[😀-😂]$"}""", ["\"😁\""], ["\"😃\"", "\"a\""]),
        ("""{"pattern":"^[^a]$"}""", ["\"😁\"", "\"b\""], ["\"a\"", "\"😁😁\""]),
        ("""{"pattern":"^\\p{Lu}\\p{Script=Greek}$"}""", ["\"Éα\"", "\"𝐀α\""], ["\"éα\"", "\"Éa\""]),
        ("""{"pattern":"b"}""", ["\"abc\"", "7"], ["\"ac\""]),
    ];

    public static IEnumerable<TheoryDataRow<string, string, bool>> All() =>
        from row in Rows
        from value in row.Meets.Select(text => (Text: text, Meets: true))
            .Concat(row.Breaks.Select(text => (Text: text, Meets: false)))
        select new TheoryDataRow<string, string, bool>(row.Schema, value.Text, value.Meets);
}
