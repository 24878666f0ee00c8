using App.Tests.Applications;
using FunctionsApp.Documents;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Documents;

public class DigestHeaderTests
{
    private const string Value = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    private const string Hex = "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1";

    [Theory]
    [InlineData(null, null)]
    [InlineData("sha-512=:AAAA:", null)]
    [InlineData(Value, Hex)]
    [InlineData("sha-512=:AAAA:, " + Value, Hex)]
    public void Read_Stated_GivesTheHash(string? header, string? expected) =>
        Assert.Equal(expected, DigestHeader.Read(new HeaderDictionary { ["Repr-Digest"] = header }));

    [Theory]
    [InlineData("sha-256=:")]
    [InlineData("sha-256=::")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:%%%%:")]
    [InlineData("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=")]
    [InlineData(Value + ", sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:")]
    public void Read_Malformed_IsRefused(string header) =>
        Assert.Equal("invalid-field", Examples.Slug(() => DigestHeader.Read(new HeaderDictionary { ["Content-Digest"] = header })));
}
