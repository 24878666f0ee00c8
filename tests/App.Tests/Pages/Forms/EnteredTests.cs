using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace App.Tests.Pages.Forms;

public sealed class EnteredTests
{
    private static readonly FormCollection Typed = new(new Dictionary<string, StringValues>
    {
        ["title.en"] = "<b>", ["sectors"] = new(["it", "x"]),
    });

    [Fact]
    public void Of_FaultsOfTheBody_AreThoseOfTheInputs()
    {
        var entered = Entered.Of(Typed, PlatformProblems.InvalidField.With(
        [
            new MemberFault("#/title/en", "length", new("太长", "too long")),
            new MemberFault("#/sectors/1", "value", new("没有", "unknown")),
            new MemberFault("#/text", "missing", new("必填", "is required")),
        ]));

        Assert.Equal("too long", Assert.Single(entered.FaultsOf("title.en")).English);
        Assert.All(["text.zh-CN", "text.en"], input => Assert.Equal("is required", Assert.Single(entered.FaultsOf(input)).English));
        Assert.Equal("unknown", Assert.Single(entered.FaultsOf("sectors")).English);
        Assert.Empty(entered.FaultsOf("title"));
        Assert.Equal("<b>", entered.Value("title.en"));
        Assert.True(entered.Has("sectors", "x"));
    }

    /// <summary>Without faults of single inputs, the summary has the cause and the remedy.</summary>
    [Fact]
    public void Of_AnotherProblem_IsTheSummary()
    {
        var entered = Entered.Of(Typed, PlatformProblems.PreconditionFailed.With());

        Assert.True(entered.IsRefused);
        Assert.Contains(PlatformProblems.PreconditionFailed.Title.English, entered.Problem!.English, StringComparison.Ordinal);
        Assert.Contains(PlatformProblems.PreconditionFailed.Remedy.English, entered.Problem.English, StringComparison.Ordinal);
    }

    /// <summary>A page that was not shown, a person who may not: no change of the form would help.</summary>
    [Fact]
    public void CanMend_WhatIsNotOfTheForm_No()
    {
        Assert.False(Entered.CanMend(PlatformProblems.NotFound.With()));
        Assert.False(Entered.CanMend(PlatformProblems.FormNotShown.With()));
        Assert.True(Entered.CanMend(PlatformProblems.InvalidField.With()));
    }
}
