using System.Collections.Concurrent;
using System.Reflection;
using Judging;
using Xunit.v3;

[assembly: Scenarios.Judged]

namespace Scenarios;

/// <summary>Fails the test during which a turn was decided otherwise than Durable Task decides it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class JudgedAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, OfficialJudge> Judges = [];

    /// <summary>Of the tests that share a city, which run one after the other.</summary>
    public static OfficialJudge Current => Judges.GetOrAdd(TestContext.Current.TestCollection!.UniqueID, _ => new OfficialJudge());

    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Current.RequireAgreement();
}
