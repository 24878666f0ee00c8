using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Platform.Http;

public class PreconditionTests
{
    /// <summary>As the tables write it.</summary>
    private const string State = "W/\"datetime'2026-03-02T00%3A00%3A00.1234567Z'\"";

    private static readonly string Tag = EntityTags.Of(State, "shown"u8).ToString();

    [Theory]
    [InlineData(null, true)]
    [InlineData("tag", true)]
    [InlineData("other view", true)]
    [InlineData("W/tag", false)]
    [InlineData("\"other\", tag", true)]
    [InlineData("\"other\",W/\"more\",tag", true)]
    [InlineData("*", true)]
    [InlineData("\"other\"", false)]
    [InlineData("W/\"other\"", false)]
    [InlineData("\"other\", \"more\"", false)]
    [InlineData("\"\"", false)]
    public void IfMatch_ThereIsSomething_IsMetByItsTag(string? header, bool met) => Check(met, State, ifMatch: header);

    [Theory]
    [InlineData(null, true)]
    [InlineData("tag", false)]
    [InlineData("*", false)]
    public void IfMatch_ThereIsNothing_IsNeverMet(string? header, bool met)
    {
        Check(met, null, ifMatch: header);
        Check(met, "", ifMatch: header);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("tag", false)]
    [InlineData("other view", false)]
    [InlineData("W/tag", false)]
    [InlineData("\"other\", tag", false)]
    [InlineData("*", false)]
    [InlineData("\"other\"", true)]
    public void IfNoneMatch_ThereIsSomething_IsMetByOtherTags(string? header, bool met) => Check(met, State, ifNoneMatch: header);

    [Theory]
    [InlineData(null)]
    [InlineData("tag")]
    [InlineData("*")]
    public void IfNoneMatch_ThereIsNothing_IsMet(string? header)
    {
        Check(true, null, ifNoneMatch: header);
        Check(true, "", ifNoneMatch: header);
    }

    [Fact]
    public void Both_OneNotMet_Refuses()
    {
        Check(false, State, ifMatch: "*", ifNoneMatch: "*");
        Check(true, State, ifMatch: "*", ifNoneMatch: "\"other\"");
    }

    [Fact]
    public void IfMatch_InTwoHeaders_IsOneList()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = new([Tag, "\"other\""]);

        request.Precondition().Check(State);
        Assert.Equal("precondition-failed", Slug(() => request.Precondition().Check("W/\"other\"")));
    }

    [Theory]
    [InlineData("datetime")]
    [InlineData("\"open")]
    [InlineData("\"a\" \"b\"")]
    [InlineData("\"a\", b")]
    public void Read_NoListOfTags_IsAnInvalidField(string header)
    {
        Assert.Equal("invalid-field", Slug(() => Request(header, null).Precondition()));
        Assert.Equal("invalid-field", Slug(() => Request(null, header).Precondition()));
    }

    [Fact]
    public void Default_InsistsOnNothing()
    {
        default(Precondition).Check(null);
        default(Precondition).Check(State);
    }

    private static void Check(bool met, string? current, string? ifMatch = null, string? ifNoneMatch = null)
    {
        var precondition = Request(ifMatch, ifNoneMatch).Precondition();
        if (met) precondition.Check(current);
        else Assert.Equal("precondition-failed", Slug(() => precondition.Check(current)));
    }

    private static HttpRequest Request(string? ifMatch, string? ifNoneMatch)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = Written(ifMatch);
        request.Headers.IfNoneMatch = Written(ifNoneMatch);
        return request;
    }

    private static string? Written(string? header) => header?
        .Replace("other view", EntityTags.Of(State, "another part"u8).ToString(), StringComparison.Ordinal)
        .Replace("tag", Tag, StringComparison.Ordinal);

    private static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
