using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Promises;

/// <summary>Words of documents that follow.</summary>
public static class PromiseTexts
{
    public static readonly LocalizedText Promised = new("容缺后补材料", "Documents to follow");
    public static readonly LocalizedText Promise = new("承诺后补", "Promise it for later");
    public static readonly LocalizedText Change = new("更改承诺", "Change the promise");
    public static readonly LocalizedText By = new("最迟提交日期", "By this day at the latest");

    public static LocalizedText Hint(DateOnly last) => new(
        $"可在提交申请后补交，最迟 {BeijingTime.Text(last)}；留空取消承诺。逾期不补将影响本申请及今后的申请。",
        $"It may follow the submission, by {BeijingTime.Text(last)} at the latest; leave it blank to take the promise back. "
            + "A broken promise counts against this and later applications.");

    public static LocalizedText Of(Promise promise) => promise.State switch
    {
        PromiseState.Made or PromiseState.Open => new(
            $"承诺于 {BeijingTime.Text(promise.By)} 前补交", $"Promised by {BeijingTime.Text(promise.By)}"),
        PromiseState.Kept => new("已按承诺补交", "Came as promised"),
        PromiseState.Broken => new(
            $"未按承诺于 {BeijingTime.Text(promise.By)} 前补交", $"Did not come by {BeijingTime.Text(promise.By)}, as promised"),
        _ => throw new ArgumentOutOfRangeException(nameof(promise)),
    };
}
