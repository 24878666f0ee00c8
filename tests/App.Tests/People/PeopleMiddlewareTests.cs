using System.Collections.Immutable;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.People;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Moq;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People;

public sealed class PeopleMiddlewareTests
{
    [Theory]
    [InlineData("serviceBusTrigger", true)]
    [InlineData("timerTrigger", true)]
    [InlineData("activityTrigger", true)]
    [InlineData("orchestrationTrigger", false)]
    public async Task Function_ByItsTrigger_IsGivenTheRegister(string trigger, bool isGiven)
    {
        var under = new StoreUnderTest(PersonAggregate.Kind);
        var staff = new StaffDirectory(Options.Create(new StaffOptions()));
        var register = new PeopleRegister(under.Lists, staff, under.Time);
        await new PeopleDesk(under.Store, staff, register).SaveAsync(
            "li", PersonEntry.Of(Member("li")), "admin", default, TestContext.Current.CancellationToken);

        var known = false;
        await new PeopleMiddleware(register).Invoke(Context(trigger), _ =>
        {
            known = staff.Find("li") is not null;
            return Task.CompletedTask;
        });

        Assert.Equal(isGiven, known);
    }

    private static FunctionContext Context(string trigger)
    {
        var binding = Mock.Of<BindingMetadata>(binding => binding.Type == trigger);
        var definition = Mock.Of<FunctionDefinition>(definition =>
            definition.Name == "F" && definition.InputBindings == ImmutableDictionary<string, BindingMetadata>.Empty.Add("in", binding));
        return Mock.Of<FunctionContext>(context => context.FunctionDefinition == definition
            && context.Items == new Dictionary<object, object>());
    }
}
