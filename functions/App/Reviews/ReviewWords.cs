using System.Globalization;
using FunctionsApp.Shared;

namespace FunctionsApp.Reviews;

/// <summary>How the review's values read to people.</summary>
public static class ReviewWords
{
    /// <summary>Beijing time, to the minute.</summary>
    public static string Time(DateTimeOffset at) => at.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
