package org.ctbench.harness.mlflow;

/** What an MLflow server did instead of its work. */
final class MlflowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private MlflowException(String message, boolean lasting, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** The server cannot be reached, or fails; it may be back later. */
    static MlflowException passing(String message, Throwable cause) {
        return new MlflowException(message, false, cause);
    }

    /** The server refuses the request, and would again. */
    static MlflowException lasting(String message) {
        return new MlflowException(message, true, null);
    }

    boolean isLasting() {
        return lasting;
    }
}
