using FunctionsApp;
using FunctionsApp.Programmes;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city whose special fund takes the budget after the submission, from organisations that kept their promises.</summary>
public class CityWithPromises : CityUnderTest
{
    public CityWithPromises() : this(new FollowRule(10), new EligibilityRule
    {
        Rule = "brokenPromises = 0", Reason = new("没有未履行的容缺承诺", "The organisation broke no promise"),
    })
    {
    }

    protected CityWithPromises(FollowRule rule, params EligibilityRule[] conditions)
    {
        var catalogue = new ProgrammeCatalogue([.. More, .. ProgrammeLoader.LoadEmbedded().Select(definition =>
            definition.Programme != ApplicationUnderTest.SpecialFund ? definition : definition with
            {
                Eligibility = [.. definition.Eligibility, .. conditions],
                Documents = [.. definition.Documents.Select(slot => slot.Type == "budget" ? slot with { MayFollow = rule } : slot)],
            })]);
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }

    /// <summary>Programmes beside those that are shipped.</summary>
    protected virtual IEnumerable<ProgrammeDefinition> More => [];
}

/// <summary>The same for each organisation, and within a long time; with a programme that is judged by a site visit.</summary>
public sealed class CityThatLetsFollow() : CityWithPromises(new FollowRule(60))
{
    protected override IEnumerable<ProgrammeDefinition> More =>
        CityWithNotices.Catalogue(($"{CityWithVisits.Programme}.v1.json", CityWithVisits.Definition)).All
            .Where(definition => definition.Programme == CityWithVisits.Programme);
}
