using Yinong.Platform.Problems;

namespace Yinong.Platform.Files;

/// <summary>Every "no" to a file that somebody sends.</summary>
public static class FileProblems
{
    public static Problem None() => File("file.none", "请选择照片或文件。", "Choose a photo or a file.");

    public static Problem Empty(string name) => File("file.empty", $"“{name}”是空的，请重新选择。", $"'{name}' is empty; choose it again.");

    public static Problem TooLarge(string name, int megabytes) => File("file.too-large",
        $"“{name}”超过{megabytes}MB。请把手机相机的分辨率调低再拍，或者把文件压缩后再传。", $"'{name}' is larger than {megabytes} MB. Take it at a lower resolution, or compress it.");

    public static Problem TooManyPixels(string name, int width, int height, long most) => File("file.too-many-pixels",
        $"“{name}”是{width}×{height}像素，最多{most / 10_000}万像素。请调低分辨率再拍。", $"'{name}' has {width}×{height} pixels, at most {most / 1_000_000} million are taken. Take it at a lower resolution.");

    public static Problem Heic(string name) => File("file.heic",
        $"“{name}”是HEIC格式，很多电脑和手机打不开。请在手机的“设置—相机—格式”里选“兼容性最佳”，重新拍一张；或者转成JPEG再传。",
        $"'{name}' is HEIC, which many devices cannot open. Set the camera to its most compatible format and take it again, or turn it into JPEG.");

    public static Problem NotAPhoto(string name) => File("file.not-a-photo", $"“{name}”不是JPEG、PNG或WebP照片。请换一张。", $"'{name}' is no JPEG, PNG or WebP picture. Choose another one.");

    /// <summary>Where a paper is wanted: a PDF, or the photo of a sheet.</summary>
    public static Problem NotADocument(string name) => File("file.not-a-document", $"“{name}”不是PDF，也不是JPEG、PNG或WebP照片。请另存为PDF，或者拍照再传。", $"'{name}' is neither a PDF nor a JPEG, PNG or WebP picture. Save it as PDF, or take a photo of it.");

    public static Problem Broken(string name) => File("file.broken", $"“{name}”打不开，可能没有传完或者已经损坏。请重新拍或重新选。", $"'{name}' cannot be opened; it is incomplete or damaged. Take or choose it again.");

    public static Problem NotAPdf(string name) => File("file.not-a-pdf", $"“{name}”不是PDF文件。请另存为PDF，或者改用照片。", $"'{name}' is no PDF. Save it as PDF, or take a photo.");

    public static Problem ActivePdf(string name) => File("file.active-pdf",
        $"“{name}”里有脚本、附件或者会自动打开的内容，不能接收。请用“打印成PDF”重新生成一份。", $"'{name}' holds scripts, attachments or things that open by themselves. Print it to PDF again and send that.");

    /// <summary>The store of files does not answer. What was typed is kept; nothing of the file is.</summary>
    public static Problem StoreAway(Exception why) => new("file.store-away", 503,
        "文件现在存取不了，文件服务器没有应答。已经填的内容没有丢，请过几分钟再传一次；一直不行请告诉系统管理员。",
        "Files cannot be stored or read just now; the file server does not answer. Nothing that was typed is lost: send it again in some minutes, and tell the administrator if it stays so.", why);

    static Problem File(string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { ["Files"] = [zh] } };
}
