package org.ctbench.datasets.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.datasets.decode.DecodedImage;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.datasets.lesion.LesionMask;
import org.ctbench.datasets.lesion.LesionRules;
import org.ctbench.datasets.verify.CheckedImage.Look;
import org.ctbench.datasets.verify.CheckedImage.Seen;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.splits.Slice;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Sha256;

/** Reads one image and says what is wrong with it. */
final class ImageCheck {
    private static final int USUAL_SIDE = 512;

    /** A channel may differ from another by this much: what JPEG does to grey that was kept as colour. */
    private static final int GREY_SPREAD = 16;

    /** One pixel in this many may differ more. */
    private static final int COLOURED_SHARE = 1000;

    private ImageCheck() {}

    /** @param masks true if the data set has lesion masks */
    static CheckedImage check(SliceSource source, Slice slice, boolean masks) {
        Optional<SliceFile> file = source.find(slice);
        if (file.isEmpty()) {
            return CheckedImage.unusable(Kind.MISSING, "no file for it");
        }
        try {
            byte[] bytes = file.get().read();
            DecodedImage decoded = ImageDecoder.decode(bytes);
            CtImage image = decoded.image();
            List<Seen> seen = new ArrayList<>(look(decoded));
            if (masks) {
                mask(source.findMask(slice), image).ifPresent(seen::add);
            }
            Look look = new Look(Sha256.of(bytes), pixels(image), PerceptualHash.of(image));
            return new CheckedImage(seen, Optional.of(look));
        } catch (IOException e) {
            return CheckedImage.unusable(kind(e), file.get().name() + ": " + e.getMessage());
        }
    }

    private static Kind kind(IOException e) {
        return e instanceof DamagedImageException damaged && damaged.damage() == Damage.TRUNCATED
                ? Kind.TRUNCATED
                : Kind.UNREADABLE;
    }

    private static List<Seen> look(DecodedImage decoded) {
        CtImage image = decoded.image();
        List<Seen> seen = new ArrayList<>();
        int coloured = colouredPixels(image);
        if ((long) coloured * COLOURED_SHARE > (long) image.width() * image.height()) {
            seen.add(new Seen(Kind.COLOUR, coloured + " pixels have a colour"));
        }
        if (image.width() != USUAL_SIDE || image.height() != USUAL_SIDE) {
            seen.add(new Seen(Kind.OTHER_SIZE, image.width() + " x " + image.height()));
        }
        if (decoded.bitsPerSample() > 8) {
            seen.add(new Seen(Kind.DEEP, decoded.bitsPerSample() + " bits a sample; grey above 255 is clipped"));
        }
        if (isBlank(image)) {
            seen.add(new Seen(Kind.BLANK, "every pixel is " + image.sample(0, 0, 0)));
        }
        return seen;
    }

    private static int colouredPixels(CtImage image) {
        if (image.channels() == 1) {
            return 0;
        }
        byte[] pixels = image.pixels();
        int coloured = 0;
        for (int i = 0; i < pixels.length; i += 3) {
            int r = pixels[i] & 0xff;
            int g = pixels[i + 1] & 0xff;
            int b = pixels[i + 2] & 0xff;
            int spread = Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
            coloured += spread > GREY_SPREAD ? 1 : 0;
        }
        return coloured;
    }

    private static boolean isBlank(CtImage image) {
        byte[] pixels = image.pixels();
        for (int i = image.channels(); i < pixels.length; i++) {
            if (pixels[i] != pixels[i - image.channels()]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Seen> mask(Optional<SliceFile> file, CtImage image) {
        if (file.isEmpty()) {
            return Optional.of(new Seen(Kind.NO_MASK, "counts as a slice without lesions"));
        }
        try {
            LesionMask mask = LesionMask.read(file.get());
            if (mask.width() != image.width() || mask.height() != image.height()) {
                return Optional.of(new Seen(
                        Kind.MASK_SIZE,
                        "mask " + mask.width() + " x " + mask.height() + ", image " + image.width() + " x "
                                + image.height()));
            }
            return mask.targets(LesionRules.PAPER).planeLost()
                    ? Optional.of(new Seen(Kind.LESION_LOST, "the mask has no lung or no background (D-27)"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Seen(kind(e), file.get().name() + ": " + e.getMessage()));
        } catch (UserException e) {
            return Optional.of(new Seen(Kind.UNREADABLE, e.where() + ": " + e.problem()));
        }
    }

    private static Sha256 pixels(CtImage image) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(12)
                .putInt(image.width())
                .putInt(image.height())
                .putInt(image.channels())
                .flip());
        digest.update(image.pixels());
        return Sha256.finish(digest);
    }
}
